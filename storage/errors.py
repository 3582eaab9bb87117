"""What can go wrong between a service and its database, in words a service can act on.

`DatabaseUnavailable` and what is under it mean *try again later*: nothing is wrong with what was
asked. Everything else is a fault in the code or in the settings.
"""


class DatabaseError(Exception):
    """The root of all errors that the database layer raises by itself."""


class BadDatabaseUrl(DatabaseError):
    """DATABASE_URL cannot be understood. The message holds the remedy and never a password."""


class DatabaseUnreachable(DatabaseError):
    """The database could not be opened. The message holds the remedy and never a password."""


class DatabaseUnavailable(DatabaseError):
    """The database cannot do it now; the transaction left nothing behind. Try again later."""


class DatabaseBusy(DatabaseUnavailable):
    """Another transaction or process stood in the way: a lock, a deadlock, too many connections."""


class DatabaseFull(DatabaseUnavailable):
    """No room is left on the disk."""


class DatabaseLost(DatabaseUnavailable):
    """The file or the server can no longer be read or written.

    When a server is lost during a commit, nobody can say whether the commit was kept: what is tried
    again must bear being done twice.
    """


class DatabaseConflict(DatabaseError):
    """A row breaks a rule of the schema: it exists already, or what it points to does not."""


class DatabaseReadOnly(DatabaseError):
    """Something was to be written in a snapshot, or the database may only be read."""


class TransactionFailed(DatabaseError):
    """A query of this transaction failed before, so it can only be rolled back."""


class TransactionOver(DatabaseError):
    """The transaction has ended, or a second one was begun inside it by the same task."""


class UnknownQuery(DatabaseError):
    """No query file names this query."""


class WrongParameters(DatabaseError):
    """A query was called with a parameter too many or too few."""
