"""When and where: the only package that touches disk, processes and clocks."""
