"""The certificate of a pack: what holds of its whole flow, and a witness where something does not.

Theory of operation. Two kinds of claim are made. *Something can be* (a question is asked, a line is
met): one answers file proves it, judged by the same engine that judges cases; the pack's examples
are such files, and for what they do not show a solver proposes one. *Nothing can be otherwise* (the
interview ends, no ruling turns on what could not be asked): that is read off the pack's order, or
the solver is given every combination of answers and finds none. The solver is never believed when
it says that something can be: the engine has to agree.
"""
