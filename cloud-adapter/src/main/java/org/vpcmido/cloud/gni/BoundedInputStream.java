// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.cloud.gni;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Passes on so many bytes and no more. */
final class BoundedInputStream extends FilterInputStream {
    private final long bytesMax;
    private long count;

    BoundedInputStream(InputStream in, long bytesMax) {
        super(in);
        this.bytesMax = bytesMax;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        count(Math.max(0, read));
        return read;
    }

    @Override
    public long skip(long bytes) throws IOException {
        long skipped = super.skip(bytes);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long bytes) throws TooLargeException {
        count += bytes;
        if (count > bytesMax) {
            throw new TooLargeException(bytesMax);
        }
    }

    /** There is more than the limit allows. */
    static final class TooLargeException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLargeException(long bytesMax) {
            super("the document is larger than " + bytesMax + " bytes");
        }
    }
}
