"""Conferences and other events: what anybody reads, who comes, the day itself, what stays.

Must never know a woman who is helped: who comes is a guest like any other, by the name that she
gives. What a guest needs (food, access, children, an interpreter) goes once the event is over; her
name goes 90 days later; that somebody came stays counted, without her.
"""
