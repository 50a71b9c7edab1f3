"""Saxon, behind one door: compiling, applying, and the process that can be ended."""
