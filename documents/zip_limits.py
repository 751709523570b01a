"""Limits for zipped documents (.docx, .xlsx, .ods), checked before anything is unpacked."""

import zipfile

_MOST_BYTES = 200 * 1024 * 1024  # with pictures; the packed file holds 20 MB at the most
# A tree takes up to twenty times its XML in memory; the longest plans seen have 4 MB.
# A .docx of 255 kB with 150 MB of XML took 2 GB to open (docs/reading-costs.md).
_MOST_XML = 20 * 1024 * 1024
_XML = (".xml", ".rels", ".vml")


def is_bomb(archive: zipfile.ZipFile) -> bool:
    """True when it would swell to more than any plan. Reading stops at the sizes named here, true or not."""
    items = archive.infolist()
    xml = sum(item.file_size for item in items if item.filename.lower().endswith(_XML))
    return xml > _MOST_XML or sum(item.file_size for item in items) > _MOST_BYTES
