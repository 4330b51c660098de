// SPDX-License-Identifier: Apache-2.0
package org.vpcmido.controller.compile;

/** A deviation from eucanetd's topology that an operator can switch on by its name. */
public enum Correction {
    PORT_ZERO(
            "port-zero",
            "MidoNet 5.2.2 and later refuses rules that name port 0, ICMP type 0 or ICMP code 0, and eucanetd then never"
                    + " completes the group or ACL. With this, such a rule is stated by its complement: ports 0 to 22 as"
                    + " 'not 23 to 65535', code 0 as 'not 1 to 65535', all ports as 'any whole packet or first"
                    + " fragment'. It matches exactly what was asked for. Servers that take 0 get it as eucanetd sends"
                    + " it."),
    METADATA_PROTOCOLS(
            "metadata-protocols",
            "eucanetd swaps UDP and TCP in the list of what may pass to 169.254.169.253 (MIDO_MD_253_EGRESS). The"
                    + " default list names both for each port, so that nothing changes there; a list that names one"
                    + " opens the other. With this, the list is taken as it is written.");

    private final String id;
    private final String description;

    Correction(String id, String description) {
        this.id = id;
        this.description = description;
    }

    /** Its name in settings and on the command line. */
    public String id() {
        return id;
    }

    /** What eucanetd does, what follows from it, and what is done instead; for operators. */
    public String description() {
        return description;
    }
}
