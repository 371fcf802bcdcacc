package dataset

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/stateboard/stateboard/asl/value"
)

// maxManifest is how long a manifest may be.
const maxManifest = 256 << 20

// manifest reads the list of objects that the items are in.
func (r *Request) manifest(s Store) (source, error) {
	body, err := s.Open(r.Bucket, r.Key)
	if err != nil {
		return nil, err
	}
	defer body.Close()
	switch r.Manifest {
	case "", "S3_INVENTORY":
		return r.inventory(s, body)
	case "ATHENA_DATA":
		return r.athena(s, body)
	}
	return nil, fmt.Errorf("ManifestType is ATHENA_DATA or S3_INVENTORY, not %q", r.Manifest)
}

// inventory reads the manifest.json of an S3 inventory, which names CSV or
// Parquet objects with their checksums. Its fileSchema names the columns of
// CSV.
func (r *Request) inventory(s Store, body *Body) (source, error) {
	content, err := whole(body, r.Key, maxManifest)
	if err != nil {
		return nil, err
	}
	m, err := value.Parse(string(content))
	if err != nil {
		return nil, fmt.Errorf("the manifest is %w", err)
	}
	bucket := m.Get("destinationBucket").Str()
	if bucket = bucket[strings.LastIndexByte(bucket, ':')+1:]; bucket == "" {
		bucket = r.Bucket
	}
	parts := &objects{store: s}
	switch format := m.Get("fileFormat").Str(); strings.ToUpper(format) {
	case "CSV", "":
		parts.of.InputType = "CSV"
		for _, h := range strings.Split(m.Get("fileSchema").Str(), ",") {
			parts.of.Headers = append(parts.of.Headers, strings.TrimSpace(h))
		}
	case "PARQUET":
		parts.of.InputType = "PARQUET"
	default:
		return nil, fmt.Errorf("an S3 inventory in the format %s cannot be read; use CSV or Parquet", format)
	}
	for _, f := range m.Get("files").Items() {
		key, ok := f.Get("key").AsString()
		if !ok {
			return nil, errors.New("the manifest has a file without its key")
		}
		parts.list = append(parts.list, place{bucket, key, f.Get("MD5checksum").Str()})
	}
	return parts, nil
}

// athena reads the manifest of UNLOAD, one s3://BUCKET/KEY a line, whose
// objects are of the request's InputType.
func (r *Request) athena(s Store, body *Body) (source, error) {
	parts := &objects{store: s, of: *r}
	switch r.InputType {
	case "CSV", "JSONL", "PARQUET":
	default:
		return nil, fmt.Errorf("with ManifestType ATHENA_DATA the InputType is CSV, JSONL or PARQUET, not %q", r.InputType)
	}
	t, err := unpack(body, r.Key)
	if err != nil {
		return nil, err
	}
	defer t.close()
	list := rows{text: t, comma: ','}
	for {
		fields, err := list.next()
		if err == io.EOF {
			return parts, nil
		}
		if err != nil {
			return nil, err
		}
		uri := strings.TrimSpace(fields[0])
		bucket, key, ok := strings.Cut(strings.TrimPrefix(uri, "s3://"), "/")
		if !ok || !strings.HasPrefix(uri, "s3://") {
			return nil, fmt.Errorf("the manifest names %q, which is no s3://BUCKET/KEY", uri)
		}
		parts.list = append(parts.list, place{bucket: bucket, key: key})
	}
}
