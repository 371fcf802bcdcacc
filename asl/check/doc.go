// Package check finds what is wrong with a machine.
//
// Check reads a document once, from the outside in: each object is held
// against its table in package catalog (unknown and missing fields, types,
// ranges, fields of the other query language), each value by the form its
// field gives it (paths, templates, expressions, targets, times), and each
// machine by what only the whole shows (targets, reachability, names). A rule
// stands in a file of its own, named for it.
//
// Where the service itself answers with a code, the finding has that code,
// and it is an error exactly when the service refuses the machine; otherwise
// the code is ours. Placeholders of deployment templates (${Name}) are taken
// for whatever is right in their place. A text that is JSON but no machine at
// all gives one finding and not a list of what it lacks.
//
// All rules together take time linear in the text. A Memory goes only through
// the states that changed since the version before, and those for which the
// surroundings did.
package check
