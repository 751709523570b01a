"""What dondoc says when it has not understood a message to its last word."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClarificationAsked:
    """Nothing was done: `about` is a short piece of what was typed, `reason` a `ClarifyReason` value.

    `options` are complete commands that may have been meant, each as it would be typed.
    """

    about: str
    reason: str
    options: tuple[str, ...] = ()
