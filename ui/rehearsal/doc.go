// Package rehearsal is what the window shows while a flow is rehearsed: the
// form with which a person answers an open task token, the data of the selected
// state, and the transport with scrubber, events and timeline.
//
// All three fold what the session's Run holds; what a person does becomes a
// call of the session. The moment shown is the session's too, so form, data,
// diagram and timeline always speak of the same one.
package rehearsal
