// Package asl holds the nouns of the Amazon States Language: Document,
// Machine, the eight kinds of State, Rule, Retrier, Catcher.
//
// Parse always returns a Document, also for broken text: its Machine is what
// could be read, and its nodes point into the text. Whether the machine is a
// good one is not asked here; package check does. Nothing here is stored that
// the text does not say: names, fields and targets are the tree's own nodes,
// so that an edit, a squiggle and a form field always know their place.
//
// A state's fields are read with Field("ResultPath") as the spec spells them;
// what has a shape of its own (rules, retriers, catchers, branches) is typed.
package asl
