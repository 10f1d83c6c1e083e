"""What editors read: the guide's reference pages and the schemas, made from what the program knows.

Nothing here is written twice: fields come from `model/`, words from `data/vocabulary.yml`, problems from
`messages/`, commands from the command line itself.
"""
