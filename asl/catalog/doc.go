// Package catalog says what exists in the Amazon States Language, as data:
// the kinds of state and their fields, the shapes of rules, retriers,
// catchers and of the distributed Map's parts, the actions a Task can do, the
// names of errors, the paths of the context object, the intrinsic functions
// and starter snippets.
//
// It holds no logic beyond looking things up. The palette shows its titles,
// the inspector builds forms from its fields, completion offers its names,
// hover shows its help, and package check walks its shapes: what is true of
// the language is said here once.
//
// Source of the tables: the language's specification and the service's
// documentation as of 2026.
package catalog
