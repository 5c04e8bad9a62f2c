"""What was typed as an argument, whatever the locale made of its bytes."""

import os


def as_utf8(argument: str) -> str:
    """Return an argument as text, raising ``UnicodeError`` if it is none.

    Where the locale has no sign for them, as under ``LC_ALL=C``, Python keeps the bytes that it
    cannot read one by one; together they are the UTF-8 that was typed. Paths are left alone: they
    open by those bytes.
    """
    try:
        argument.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(argument).decode("utf-8")
    return argument
