"""Who approved which words, from git and the code host, judged by the council's own rules.

`notes` keeps in git what the code host answers about a pull request, so that the proof outlives the host.
`verdict` judges one commit, `approval_trail` every published record.
"""
