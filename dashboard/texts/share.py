"""The one place that computes a share; `Texts.percent` writes it."""


def percent(named: int, base: int) -> int:
    """Share of `named` persons in `base` persons in whole percent, rounded half up.

    12.5 is 13: Python's `round` would give 12, DuckDB's and a printed table 13.
    Raises ValueError unless 0 <= named <= base and base > 0.
    """
    if base <= 0 or not 0 <= named <= base:
        raise ValueError(f"no share of {named} in {base}")
    return (200 * named + base) // (2 * base)
