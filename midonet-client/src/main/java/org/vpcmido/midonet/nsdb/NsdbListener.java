// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.midonet.nsdb;

/** Is told, on its Vert.x context, when the view is another: a reason to look at MidoNet, never what MidoNet has. */
@FunctionalInterface
public interface NsdbListener {
    /**
     * The view changed.
     *
     * @param view the newest; others in between may not have been told
     */
    void changed(NsdbView view);
}
