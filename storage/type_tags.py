"""The tag of each notice and refusal in stored JSON. Stored rows outlive the names of classes, so a tag never changes.

A tag is the name of the class. A class that is renamed keeps its old name as tag by an entry in `RENAMED`; the snapshot
of stored shapes (`python -m tests.upgrades.stored_shapes`) fails when a tag is lost.
"""

from collections.abc import Mapping

from domain.messages import Notice, Refusal, kinds_of

# Not the name of the class alone: rows in the outbox wait while the program is replaced, and outlive its names.
RENAMED: Mapping[type, str] = {}
TAGS: dict[type, str] = {kind: RENAMED.get(kind, kind.__name__) for kind in (*kinds_of(Notice), *kinds_of(Refusal))}
KINDS: dict[str, type] = {tag: kind for kind, tag in TAGS.items()}
