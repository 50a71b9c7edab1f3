"""How siglum works on a machine: files that appear whole, processes, and caches."""
