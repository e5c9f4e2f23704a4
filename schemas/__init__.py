"""What exists: the shapes of everything solieu reads, finds and says. Imports nothing of ours."""
