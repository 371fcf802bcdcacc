package dataset

import (
	"encoding/base64"
	"encoding/hex"
	"math/big"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/format"

	"github.com/stateboard/stateboard/asl/value"
)

// nested tells how a Parquet group is to be read.
type nested int

const (
	isGroup nested = iota
	isList
	isMap
)

func logical(t parquet.Type) nested {
	if l := t.LogicalType(); l != nil {
		switch l.Value.(type) {
		case *format.ListType:
			return isList
		case *format.MapType:
			return isMap
		}
	}
	return isGroup
}

// scalar is a Parquet value as JSON: numbers as numbers (decimals in all their
// digits), dates and times in ISO 8601, bytes that are no text in base64.
func scalar(t parquet.Type, v parquet.Value) value.Value {
	if v.IsNull() {
		return value.Null
	}
	if l := t.LogicalType(); l != nil {
		switch l := l.Value.(type) {
		case *format.DecimalType:
			return value.Number(decimal(unscaled(v), int(l.Scale)))
		case *format.DateType:
			return value.String(time.Unix(int64(v.Int32())*86400, 0).UTC().Format(time.DateOnly))
		case *format.TimeType:
			return value.String(clock(count(v), l.Unit.Value))
		case *format.TimestampType:
			return value.String(moment(count(v), l))
		case *format.IntType:
			return integer(v, l.IsSigned)
		case *format.UUIDType:
			if b := v.Bytes(); len(b) == 16 {
				h := hex.EncodeToString(b)
				return value.String(h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:])
			}
		case *format.JsonType:
			if inner, err := value.Parse(string(v.Bytes())); err == nil {
				return inner
			}
		}
	}
	switch v.Kind() {
	case parquet.Boolean:
		return value.Bool(v.Boolean())
	case parquet.Int32, parquet.Int64:
		return integer(v, true)
	case parquet.Int96:
		return value.String(julian(v))
	case parquet.Float:
		return value.Float(shortest(v.Float()))
	case parquet.Double:
		return value.Float(v.Double())
	}
	b := v.Bytes()
	if utf8.Valid(b) {
		return value.String(string(b))
	}
	return value.String(base64.StdEncoding.EncodeToString(b))
}

// shortest is the number that a float32 is short for: 0.1, not
// 0.10000000149011612.
func shortest(f float32) float64 {
	d, err := strconv.ParseFloat(strconv.FormatFloat(float64(f), 'g', -1, 32), 64)
	if err != nil {
		return float64(f)
	}
	return d
}

func count(v parquet.Value) int64 {
	if v.Kind() == parquet.Int32 {
		return int64(v.Int32())
	}
	return v.Int64()
}

func integer(v parquet.Value, signed bool) value.Value {
	switch {
	case signed:
		return value.Int(count(v))
	case v.Kind() == parquet.Int32:
		return value.Int(int64(v.Uint32()))
	}
	return value.Number(strconv.FormatUint(v.Uint64(), 10))
}

// unscaled is the whole number of a decimal: an integer, or bytes in two's
// complement, the highest first.
func unscaled(v parquet.Value) *big.Int {
	switch v.Kind() {
	case parquet.Int32, parquet.Int64:
		return big.NewInt(count(v))
	}
	b := v.Bytes()
	n := new(big.Int).SetBytes(b)
	if len(b) > 0 && b[0] >= 0x80 {
		n.Sub(n, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return n
}

// decimal spells unscaled * 10^-scale.
func decimal(unscaled *big.Int, scale int) string {
	s := new(big.Int).Abs(unscaled).String()
	if scale > 0 {
		if len(s) <= scale {
			s = strings.Repeat("0", scale-len(s)+1) + s
		}
		s = s[:len(s)-scale] + "." + s[len(s)-scale:]
	}
	if unscaled.Sign() < 0 {
		s = "-" + s
	}
	return s
}

// digits is a format's fraction for a unit.
func digits(unit format.TimeUnitValue) (time.Duration, string) {
	switch unit.(type) {
	case *format.MicroSeconds:
		return time.Microsecond, ".000000"
	case *format.NanoSeconds:
		return time.Nanosecond, ".000000000"
	}
	return time.Millisecond, ".000"
}

// moment is a timestamp; one that is not adjusted to UTC is a local time, and
// says no zone.
func moment(n int64, t *format.TimestampType) string {
	unit, fraction := digits(t.Unit.Value)
	per := int64(time.Second / unit)
	at := time.Unix(n/per, n%per*int64(unit)).UTC()
	layout := "2006-01-02T15:04:05" + fraction
	if t.IsAdjustedToUTC {
		layout += "Z"
	}
	return at.Format(layout)
}

func clock(n int64, u format.TimeUnitValue) string {
	unit, fraction := digits(u)
	return time.Unix(0, 0).UTC().Add(time.Duration(n) * unit).Format("15:04:05" + fraction)
}

// julian is a timestamp as INT96 has it: nanoseconds of the day, Julian day.
func julian(v parquet.Value) string {
	n := v.Int96()
	const epoch = 2440588 // 1970-01-01
	nanos := int64(n[1])<<32 | int64(n[0])
	return time.Unix((int64(n[2])-epoch)*86400, nanos).UTC().Format("2006-01-02T15:04:05.000000000Z")
}
