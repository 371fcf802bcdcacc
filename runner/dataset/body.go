package dataset

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/md5"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/klauspost/compress/zstd"
)

// Body is the content of an object.
type Body struct {
	*io.SectionReader
	closer io.Closer
}

// NewBody is an object's content of size bytes; closer may be nil.
func NewBody(r io.ReaderAt, size int64, closer io.Closer) *Body {
	return &Body{io.NewSectionReader(r, 0, size), closer}
}

// Close lets go of the content.
func (b *Body) Close() error {
	if b.closer == nil {
		return nil
	}
	return b.closer.Close()
}

// text is an object's text, unpacked, as a stream.
type text struct {
	*bufio.Reader
	packed io.Closer // nil when it is not
}

func (t *text) close() {
	if t.packed != nil {
		t.packed.Close()
	}
}

// isPacked tells whether an object's name says that it is compressed.
func isPacked(key string) bool {
	return strings.HasSuffix(key, ".gz") || strings.HasSuffix(key, ".zst") || strings.HasSuffix(key, ".zstd")
}

// unpack undoes the compression that an object's name tells, and passes over
// a byte order mark.
func unpack(body io.Reader, key string) (*text, error) {
	t := &text{}
	switch {
	case !isPacked(key):
	case strings.HasSuffix(key, ".gz"):
		z, err := gzip.NewReader(body)
		if err != nil {
			return nil, fmt.Errorf("%s cannot be unpacked: %w", key, err)
		}
		body, t.packed = &capped{z, maxObject, key}, z
	default:
		z, err := zstd.NewReader(body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(128<<20))
		if err != nil {
			return nil, fmt.Errorf("%s cannot be unpacked: %w", key, err)
		}
		body, t.packed = &capped{z, maxObject, key}, z.IOReadCloser()
	}
	t.Reader = bufio.NewReaderSize(body, 1<<16)
	if mark, _ := t.Peek(3); string(mark) == "\xef\xbb\xbf" {
		t.Discard(3)
	}
	return t, nil
}

// capped is a stream that must not be longer than left.
type capped struct {
	io.Reader
	left int64
	key  string
}

func (c *capped) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	if c.left -= int64(n); c.left < 0 {
		return 0, fmt.Errorf("%s is larger than the limit when unpacked", c.key)
	}
	if err != nil && err != io.EOF {
		err = fmt.Errorf("%s cannot be unpacked: %w", c.key, err)
	}
	return n, err
}

// maxPackedTable is the largest compressed Parquet object, unpacked: such an
// object must be held whole, since its columns lie apart.
const maxPackedTable = 1 << 30

// whole unpacks an object into memory.
func whole(body io.Reader, key string, most int64) ([]byte, error) {
	t, err := unpack(body, key)
	if err != nil {
		return nil, err
	}
	defer t.close()
	var b bytes.Buffer
	if _, err = io.Copy(&b, &capped{t, most, key}); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// verify holds a body against its checksum.
func verify(body *Body, at place) error {
	sum := md5.New()
	if _, err := io.Copy(sum, body); err != nil {
		return err
	}
	if got := hex.EncodeToString(sum.Sum(nil)); !strings.EqualFold(got, at.md5) {
		return fmt.Errorf("s3://%s/%s has the MD5 checksum %s, not %s as its manifest says", at.bucket, at.key, got, at.md5)
	}
	_, err := body.Seek(0, io.SeekStart)
	return err
}

var errLongItem = errors.New("an item is longer than 8 MB")

// line appends the next line to buf, without its end. The error is io.EOF
// only when there is nothing left.
func (t *text) line(buf []byte) ([]byte, error) {
	start := len(buf)
	for {
		part, err := t.ReadSlice('\n')
		buf = append(buf, part...)
		switch {
		case len(buf)-start > maxItem:
			return buf, errLongItem
		case err == nil:
			return bytes.TrimRight(buf, "\r\n"), nil
		case err == io.EOF && len(buf) > start:
			return buf, nil
		case err != bufio.ErrBufferFull:
			return buf, err
		}
	}
}
