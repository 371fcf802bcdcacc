package session

import (
	"io"
	"os"
	"testing"
)

// TestMain lets the test binary stand in for a local command that prints its
// input.
func TestMain(m *testing.M) {
	if os.Getenv("STATEBOARD_ECHO") == "child" {
		io.Copy(os.Stdout, os.Stdin)
		os.Exit(0)
	}
	os.Exit(m.Run())
}
