// Package binding answers tasks by what a person has bound them to: a Lambda
// endpoint, HTTP origins, a local command, workers of an activity.
//
// Bindings are plain data (Set, Parse, Format), kept per person and machine
// file by a Store, never beside the flow. An Answerer serves one run: it finds
// the binding of a task (by state, then by function, then by resource), asks
// whether it is granted, and only then goes to the network or starts a
// process. Without a grant it declines and says how to bind. What it reaches
// is exactly what the binding says: no other origin, no redirect to one, no
// proxy, no shell, no environment beyond PATH, HOME, LANG and what is given.
//
// A command and all it has started are ended with its task. On Linux that
// covers daemons, by a mark in their environment (STATEBOARD_COMMAND), unless
// they clear it or run as another user; if this program is killed, the command
// is killed too, but not what it has started. On Windows a job object covers
// all. On other systems only the process group is ended.
//
// Whatever hangs, floods or dies comes back as a failure by the service's own
// names, within its quotas; everything is given up when the run no longer
// wants the answer. Limits of time follow the answerer's clock.
package binding
