"""The one door to Saxon: compiling and applying XSLT, also in a process that can be ended."""
