"""What the program counts, as text for Prometheus. No label says who, or in which project."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from prometheus_client import CollectorRegistry, Metric, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily
from prometheus_client.registry import Collector

from bot.services.meters import STEP_BOUNDS, Meters
from bot.services.readings import Queue, Readings

PREFIX = "in_the_room_"


def page(meters: Meters, readings: Readings | None) -> bytes:
    """The page; ``readings`` is None when the database does not answer."""
    registry = CollectorRegistry()
    registry.register(_Collected(meters, readings))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


class _Collected(Collector):
    def __init__(self, meters: Meters, readings: Readings | None) -> None:
        self._meters = meters
        self._readings = readings

    def collect(self) -> Iterator[Metric]:
        yield CounterMetricFamily(
            f"{PREFIX}updates_received", "Updates stored, each once.", self._meters.updates
        )
        yield _sends(self._meters)
        yield _steps(self._meters)
        up = GaugeMetricFamily(f"{PREFIX}database_up", "Whether the database answers: 1 or 0.")
        up.add_metric([], float(self._readings is not None))
        yield up
        if self._readings is not None:
            yield from _waiting(self._readings)


def _sends(meters: Meters) -> Metric:
    found = CounterMetricFamily(
        f"{PREFIX}sends", "Messages that the sender took up, by what became of them.", labels=["result"]
    )
    for result, count in sorted(meters.sends.items()):
        found.add_metric([result], count)
    return found


def _steps(meters: Meters) -> Metric:
    bounds = [*map(str, STEP_BOUNDS), "+Inf"]
    buckets = list(zip(bounds, map(float, accumulate(meters.steps)), strict=True))
    return HistogramMetricFamily(
        f"{PREFIX}step_seconds",
        "How long it takes to apply an update, up to the commit.",
        buckets=buckets,
        sum_value=meters.step_seconds,
    )


def _waiting(readings: Readings) -> Iterable[Metric]:
    yield from _queues("inbox", "Updates that wait to be applied", None, {"": readings.inbox})
    yield from _queues("outbox_due", "Messages that are due and not sent", "priority", readings.outbox)
    yield from _queues("past_due", "Work whose time is past", "kind", readings.past_due)


def _queues(name: str, what: str, label: str | None, queues: dict[str, Queue]) -> Iterable[Metric]:
    labels = None if label is None else [label]
    counts = GaugeMetricFamily(f"{PREFIX}{name}", f"{what}.", labels=labels)
    ages = GaugeMetricFamily(
        f"{PREFIX}{name}_oldest_seconds", f"{what}: since when the first one does.", labels=labels
    )
    for value, queue in queues.items():
        key = [] if label is None else [value]
        counts.add_metric(key, queue.waiting)
        ages.add_metric(key, queue.seconds)
    return counts, ages
