"""Programs and libraries that read what our own readers cannot: scans (OCR) and old office files."""
