-- Rounds that open at their time. Sealed under the project's key: what is asked, of whom, and for how many days.
CREATE TABLE planned_rounds (
    id TEXT PRIMARY KEY,
    project_id TEXT NOT NULL REFERENCES projects (id),
    content BYTEA NOT NULL,
    planned_at TEXT NOT NULL,
    opens_at TEXT NOT NULL
);
CREATE INDEX planned_rounds_due ON planned_rounds (opens_at);
CREATE INDEX planned_rounds_of_project ON planned_rounds (project_id);
