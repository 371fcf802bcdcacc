// Package task answers the tasks of an execution.
//
// An Answerer takes a task or declines it; the first of a list that does not
// decline has it. Mocks answers from a Step Functions Local MockConfigFile.
// What nobody takes is left to a person when the run allows it: the task stays
// open until its token is answered, with the mocks' responses prepared as
// answers to choose from. Otherwise the run stops with Unanswered, which says
// the state and the ways to answer it. Nothing here ever calls AWS unasked.
package task
