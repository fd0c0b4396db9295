"""Bytes become text: txt, docx and pdf with a text layer."""
