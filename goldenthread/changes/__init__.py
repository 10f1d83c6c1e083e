"""What a change means: records in one form, held against each other, and told in words.

`canonical` gives a record's public content in one form, `compare` the differences between two, `words` the
sentences, `printers` the paper that an approver reads. Two states of the whole register come from `changes/public_state.py`.
"""
