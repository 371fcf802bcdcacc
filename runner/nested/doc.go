// Package nested answers states:startExecution by running the definition file
// beside the flow: the state machine NAME is NAME.asl.json (or .asl.yaml) in
// the same folder, run by the same engine.
//
// Siblings is the answerer of the first run; each execution it starts has one
// of its own that shares its family, so that depth, number and names of all
// executions are bounded and known together. What answers the tasks of a
// child besides that is said by Options.Team. Results, failures and their
// causes have the service's shapes; .sync stops the child when its own task is
// given up, a plain start and .waitForTaskToken let it go on.
package nested
