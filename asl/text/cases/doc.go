// Package cases reads the text cases of tests: txtar archives in testdata that
// hold what goes in and what must come of it side by side.
//
// A test says what each archive should be; where that is not what it is, the
// test fails and shows both, or with -update the archive is rewritten, for the
// difference to be reviewed. Only tests import this package.
package cases
