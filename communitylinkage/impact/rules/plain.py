"""Figures as JSON, for keeping what was frozen; what comes back is what went in."""

from typing import Any

from communitylinkage.impact.rules.evaluating import (
    Amount,
    Band,
    Bands,
    Input,
    Missing,
    Ratio,
    Result,
    Score,
    Why,
)


def to_plain(found: Input | Result) -> dict[str, Any]:
    """A figure as plain values."""
    match found:
        case Amount(low, high):
            return {"is": "amount", "low": low, "high": high}
        case Score(mean, n, deviation):
            return {"is": "score", "mean": mean, "n": n, "deviation": deviation}
        case Bands(counts):
            return {"is": "bands", "counts": [list(pair) for pair in counts]}
        case Band(code, n):
            return {"is": "band", "code": code, "n": n}
        case Ratio(value, low, high, part, whole):
            ends = [part.low, part.high, whole.low, whole.high]
            return {"is": "ratio", "value": value, "low": low, "high": high, "of": ends}
        case Missing(why):
            return {"is": "missing", "why": why.value}


def result_of(plain: dict[str, Any]) -> Result:
    """A result back; what is unknown here is not guessed at."""
    found = _of(plain)
    return Missing(Why.NOT_FITTING) if isinstance(found, Bands) else found


def input_of(plain: dict[str, Any]) -> Input:
    """What was counted, back."""
    found = _of(plain)
    return Missing(Why.NOT_FITTING) if isinstance(found, Band | Ratio) else found


def _of(plain: dict[str, Any]) -> Input | Result:
    match plain["is"]:
        case "amount":
            return Amount(plain["low"], plain["high"])
        case "score":
            return Score(plain["mean"], plain["n"], plain["deviation"])
        case "bands":
            return Bands(tuple((band, number) for band, number in plain["counts"]))
        case "band":
            return Band(plain["code"], plain["n"])
        case "ratio":
            a, b, c, d = plain["of"]
            ratio = Amount(a, b), Amount(c, d)
            return Ratio(plain["value"], plain["low"], plain["high"], *ratio)
        case _:
            return Missing(Why(plain["why"]))
