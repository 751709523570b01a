"""Which languages there are."""

from collections.abc import Mapping

from wording.en.catalogue import English
from wording.vi.catalogue import Vietnamese
from wording.words import Words

CATALOGUES: Mapping[str, Words] = {"vi": Vietnamese(), "en": English()}


def words_for(language: str) -> Words:
    """The language by its code ("vi", "en-GB"); Vietnamese for one that dondoc does not speak."""
    return CATALOGUES.get(language.lower().partition("-")[0], CATALOGUES["vi"])
