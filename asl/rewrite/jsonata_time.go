package rewrite

import (
	"strings"
	"time"

	"github.com/stateboard/stateboard/asl"
	"github.com/stateboard/stateboard/asl/value"
)

// This file defines comparisons of timestamps in JSONata. Its $toMillis counts
// in milliseconds and fails at what is no timestamp, which JSONPath takes for
// false. So a text is first held against the form of RFC 3339, days of months
// and leap years included, and then written in UTC with all digits of its
// seconds, where the order of texts is that of moments. Digits behind the nanoseconds do
// not count.

// timestampForm is a regular expression for timestamps, with or without
// seconds.
const timestampForm = `/^([0-9]{4}-((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|1[0-9]|2[0-8]))` +
	`|([0-9]{2}(0[48]|[2468][048]|[13579][26])|([02468][048]|[13579][26])00)-02-29)` +
	`T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.,][0-9]+)?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$/`

// moment is a function that gives a timestamp in UTC, "2026-01-31T09:00:00"
// with the digits of a fraction behind it; of anything else false.
const moment = `function($aTime) { $type($aTime) = "string" and $contains($aTime, ` + timestampForm + `) ? ` +
	`$substring($fromMillis($toMillis($substring($aTime, 0, 16) & ":00" & $replace($aTime, /^.*(Z|[+-][0-9:]+)$/, "$1"))), 0, 17) & ` +
	`($substring($aTime, 16, 1) = ":" ? $substring($aTime, 17, 2) : "00") & ` +
	`$replace($replace($aTime, /([.,][0-9]{9})[0-9]+/, "$1"), /^[^.,]*[.,]?([0-9]*?)0*(Z|[+-][0-9:]+)$/, "$1") : false }`

// isTimestamp is the test IsTimestamp, or its opposite.
func isTimestamp(src string, yes bool) asked {
	test := asked{src: "$type(" + src + `) = "string" and $contains(` + src + ", " + timestampForm + ")", binds: asAnd}
	if !yes {
		return asked{src: "$not(" + test.src + ")", binds: asAtom}
	}
	return test
}

// timed compares two timestamps, of which the second is written in the rule or
// is found at a path.
func timed(op asl.Operator, a, b string, written bool) (asked, string) {
	sign := orderSigns[op.Verb]
	if written {
		at, ok := utc(b)
		if !ok {
			return asked{}, named(b) + " is no timestamp"
		}
		return asked{src: "($inUTC := " + moment + "; $firstTime := $inUTC(" + a + "); $firstTime != false and $firstTime " + sign + " " + value.Quote(at) + ")", binds: asAtom}, ""
	}
	return asked{src: "($inUTC := " + moment + "; $firstTime := $inUTC(" + a + "); $secondTime := $inUTC(" + b + "); $firstTime != false and $secondTime != false and $firstTime " + sign + " $secondTime)", binds: asAtom}, ""
}

// utc is a timestamp as moment gives it.
func utc(s string) (string, bool) {
	for _, layout := range [...]string{time.RFC3339Nano, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, s); err == nil && !strings.ContainsAny(s, "tz,") {
			t = t.UTC()
			return t.Format("2006-01-02T15:04:05") + strings.TrimRight(strings.TrimPrefix(t.Format(".000000000"), "."), "0"), true
		}
	}
	return "", false
}
