"""Benchmarks: each number is a ratio to a floor measured interleaved in the same run."""
