"""From stored values to what readers get: collect, fetch, render.

Each kind of value has one Representation. A reading of any number of objects walks them once and
collects what they refer to, fetches each kind of thing once, and renders from what was fetched.
"""
