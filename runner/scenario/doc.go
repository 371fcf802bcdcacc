// Package scenario reads the rehearsals that stand beside a flow: the file
// NAME.scenarios.json names each one, with the input it starts with, the test
// case of NAME.mocks.json that answers its tasks, and what should come of it.
//
//	{"scenarios": [{
//	  "name": "Bad address, then approved",
//	  "input": {"application": {}},
//	  "case": "BadAddressApproved",
//	  "expect": {"status": "SUCCEEDED", "enters": ["Wait for Review"]}
//	}]}
//
// The window offers them; `stateboardctl test` runs them all.
package scenario
