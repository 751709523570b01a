"""Writes the periodic report as an official document: one paper, three ways to lay it out. Reads nothing else."""
