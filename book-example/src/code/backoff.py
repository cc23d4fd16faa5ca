"""Waits twice as long before each attempt, up to a limit."""

LIMIT = 10.0


# --8<-- [start:wait]
def wait(attempt: int) -> float:
    return min(LIMIT, 0.1 * 2**attempt)
# --8<-- [end:wait]
