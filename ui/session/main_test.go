package session

import (
	"io"
	"os"
	"testing"
	"time"
)

// TestMain lets the test binary stand in for a local command that prints its
// input, or one that takes for ever.
func TestMain(m *testing.M) {
	switch os.Getenv("STATEBOARD_ECHO") {
	case "child":
		io.Copy(os.Stdout, os.Stdin)
		os.Exit(0)
	case "hang":
		time.Sleep(time.Hour) // until it is killed
		os.Exit(1)
	}
	os.Exit(m.Run())
}
