// Package nested answers states:startExecution by running the definition file
// beside the flow: the state machine NAME is NAME.asl.json (or .asl.yaml) in
// the same folder, run by the same engine.
//
// Siblings is the answerer of the first run; each execution it starts has one
// of its own that shares its family, so that depth, number and names of all
// executions are bounded and known together. What answers the tasks of a
// child besides that is said by Options.Team. Results, failures and their
// causes have the service's shapes.
//
// A child of .sync follows who waits for it: it is held, stepped, left and
// stopped with it, and while it waits for a person, both do. A plain start and
// .waitForTaskToken let a child go on by itself. A journal keeps which task
// started which child and what mocks it has, so that after the program was
// ended a task finds its child again (Rejoin) and nothing runs twice.
package nested
