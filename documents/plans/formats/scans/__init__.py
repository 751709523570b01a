"""Pages that are pictures of writing: made straight, cut into table cells and lines, read by tesseract.

An optional part. It needs opencv and numpy (the wheel extra "ocr") and the machine's tesseract with its Vietnamese
data; `missing_parts` names what is not there, and imports nothing heavy.
"""

import os

# Each further thread of numpy's algebra, which nothing here uses, would lay hands on tens of megabytes.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
