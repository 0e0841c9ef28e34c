"""The spreadsheets of the document pack: life-cycle cost, risk register, evaluation grid, indicators of the contract.

What the user enters stands in yellow cells; everything else is a formula whose result is stored with it, so that the
figures are there before a spreadsheet program has calculated.
"""
