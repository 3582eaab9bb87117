"""What people do in the week: they tell, rate, vote, thank, leave, block the bot and come back."""

from __future__ import annotations

import random

from bot.codesign.rating import LEVELS, NOT_ME
from bot.flows.actions import DONE, PICK, SKIP
from bot.services.updates import updates
from tests.media.samples import picture
from tests.soak.people import KEPT, NUMBER, Asked, Person, Story, Talking, first_of

MOST_PRESSES = 120
STANCES = ("agree", "disagree", "pass")
PRIORITIES = ("Quiet after ten", "Say who is on duty", "A call at home")
RATED = "How the care felt to you is with the team now."
VOTED = "Your vote is cast."
LEFT = "You get no more messages from this project."
THANKED = "The team sees how many people said this, not who."
TO_THE_MENU = (f"{PICK}not_now", f"{PICK}stay")
SENT, CAST = f"{PICK}send", f"{PICK}cast"
RESUME = f"{PICK}resume"
"""The way back into a story from the menu: a question of it that was given up leads there, by /start."""


async def tell(person: Person, chance: random.Random, *, photo: bool = False, half: bool = False) -> None:
    """Tell a story of a few parts and send it, or leave it half told."""
    talking, story = Talking(person), Story()
    person.stories.append(story)
    talking.begin()
    await talking.answers("the menu", first_of(f"{PICK}story", *TO_THE_MENU))
    await talking.answers("the parts of care", first_of(f"{PICK}not_sure"))
    await talking.next_question("being asked to tell")
    number = len(person.stories)
    for part in range(chance.randint(1, 4)):
        words = f"{person.phone.name}, story {number}, part {part}."
        story.words.append(words)
        if photo and part == 0:
            person.phone.send_photo(picture(), words)
        else:
            person.phone.write(words)
    await talking.until(lambda: _kept(talking, story) == len(story.words), "all parts to be kept")
    if half:
        return
    for _press in range(MOST_PRESSES):
        asked = await talking.answers(
            "the way to the end of a story", first_of(SENT, SKIP, DONE, RESUME, *_menu_if(story.sent))
        )
        story.sent = story.sent or SENT in asked.offered
        if story.sent:
            break
    await talking.until(lambda: talking.heard(NUMBER) or _at_the_menu(talking), "the number of a story")
    story.number = max((int(each) for each in talking.heard(NUMBER)), default=None)


def _menu_if(sent: bool) -> tuple[str, ...]:
    return (f"{PICK}story",) if sent else ()


def _kept(talking: Talking, story: Story) -> int:
    story.kept = max((int(each) for each in talking.heard(KEPT)), default=0)
    return story.kept


def _at_the_menu(talking: Talking) -> bool:
    asked = talking.asked()
    return asked is not None and f"{PICK}my_data" in asked.offered


async def rate(person: Person, chance: random.Random, number: int) -> None:
    """Rate the pathway in this round."""
    talking, rated = Talking(person), dict[int, str]()
    steps = [f"{PICK}{each.key}" for each in LEVELS[:3]]
    person.rated = rated

    def choose(asked: Asked) -> str | None:
        if f"{PICK}{NOT_ME}" in asked.offered:
            weights = [*(1 for _ in steps), 6, 4]
            return chance.choices([*steps, f"{PICK}{NOT_ME}", f"{SKIP_STEP}"], weights)[0]
        return first_of(f"{PICK}round:{number}", SENT, SKIP, DONE)(asked)

    talking.begin()
    for _press in range(MOST_PRESSES):
        chosen: list[str] = []

        def remembered(asked: Asked, chosen: list[str] = chosen) -> str | None:
            chosen[:] = [action] if (action := choose(asked)) else []
            return chosen[0] if chosen else None

        asked = await talking.answers("the next question of the ratings", remembered)
        if f"{PICK}{NOT_ME}" in asked.offered:
            rated[len(rated)] = chosen[0].removeprefix(PICK)
        if SENT in asked.offered:
            break
    await talking.until(lambda: talking.heard(RATED) or _at_the_menu(talking), "the ratings to be taken")
    person.rating_heard = bool(talking.heard(RATED))


SKIP_STEP = f"{PICK}skip"


async def vote(person: Person, chance: random.Random, number: int) -> None:
    """Vote in this round, by agreeing to some of the priorities."""
    talking, voted = Talking(person), dict[str, str]()
    person.voted = voted
    talking.begin()
    for _press in range(MOST_PRESSES):
        stance = chance.choice(STANCES)
        asked = await talking.answers(
            "the next question of the vote",
            first_of(f"{PICK}{stance}", f"{PICK}round:{number}", CAST, SKIP, DONE),
        )
        if f"{PICK}agree" in asked.offered:
            voted[next(each for each in PRIORITIES if each in asked.text)] = stance
        if CAST in asked.offered:
            break
    await talking.until(lambda: talking.heard(VOTED) or _at_the_menu(talking), "the vote to be cast")
    person.vote_heard = bool(talking.heard(VOTED))


async def thank(person: Person, update_id: str) -> None:
    """Read an update from the button of its notice, and say thank you."""
    data = f"{updates.BUTTON}:{update_id}"
    notice = next((each for each in person.heard if data in each.data), None)
    if notice is None:
        return
    talking = Talking(person, since=max(each.message_id for each in person.heard))
    person.phone.press_data(notice.message_id, data)
    await talking.answers("the update", first_of(f"{PICK}thanks"))
    await talking.until(lambda: talking.heard(THANKED) or _at_the_menu(talking), "the thanks to be taken")
    if talking.heard(THANKED):
        person.thanked.add(update_id)


async def leave(person: Person) -> None:
    """Take the way out that keeps what was told: no more messages."""
    person.leaving = True
    talking = Talking(person)
    talking.begin("/stop")
    await talking.answers("the ways out", first_of(f"{PICK}stop"), again="/stop")
    await talking.until(lambda: talking.heard(LEFT), "the farewell", again="/stop")
    person.left_at = next(each.at for each in person.heard if LEFT in each.text)


def block(person: Person) -> None:
    """Block the bot."""
    person.away = person.was_away = True
    person.phone.block()


async def come_back(person: Person) -> None:
    """Unblock it and press Start."""
    talking = Talking(person)
    person.away = False
    talking.since = person.phone.start()
    await talking.until(lambda: _at_the_menu(talking), "the menu after coming back")
