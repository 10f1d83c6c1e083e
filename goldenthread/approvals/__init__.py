"""Who approved which words: what git and the code host say of it, held against the council's own rules.

`host` reads what the code host answers about a pull request, `notes` keeps that in git, so that the proof outlives
the host; `verdict` judges one commit, `audit` every published record.
"""
