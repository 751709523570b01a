"""Readers of the file formats, one module each, from bytes to blocks; none understands what a plan says."""
