//! Requests and responses of Route 53.

mod cases;
mod measure;
mod official;
mod ours;

fn main() {
    write_case!(
        "Route 53 ChangeResourceRecordSets of 1,000 changes",
        change_resource_record_sets,
        ChangeResourceRecordSets,
        changes
    );
    read_case!(
        "Route 53 ListResourceRecordSets of 300 sets",
        list_resource_record_sets,
        ListResourceRecordSets,
        ListResourceRecordSetsOutput,
        &sets()
    );
}

/// A page of record sets, as the service returns it: addresses and aliases.
fn sets() -> String {
    let set = |index: usize| {
        let what = match index % 3 {
            0 => format!(
                "<Type>A</Type><AliasTarget><HostedZoneId>Z2FDTNDATAQYW2</HostedZoneId>\
                 <DNSName>d{index}abcdef8.cloudfront.net.</DNSName>\
                 <EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>"
            ),
            1 => format!(
                "<Type>A</Type><SetIdentifier>eu-{index}</SetIdentifier><Weight>100</Weight>\
                 <TTL>300</TTL><ResourceRecords>\
                 <ResourceRecord><Value>192.0.2.{}</Value></ResourceRecord>\
                 <ResourceRecord><Value>198.51.100.{}</Value></ResourceRecord></ResourceRecords>",
                index % 256,
                index % 256
            ),
            _ => format!(
                "<Type>TXT</Type><TTL>3600</TTL><ResourceRecords><ResourceRecord>\
                 <Value>\"v=spf1 include:example.com id={index} ~all\"</Value>\
                 </ResourceRecord></ResourceRecords>"
            ),
        };
        format!(
            "<ResourceRecordSet><Name>host-{index}.example.com.</Name>{what}</ResourceRecordSet>"
        )
    };
    let sets: String = (0..300).map(set).collect();
    format!(
        "<?xml version=\"1.0\"?>\n\
         <ListResourceRecordSetsResponse xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">\
         <ResourceRecordSets>{sets}</ResourceRecordSets><IsTruncated>true</IsTruncated>\
         <NextRecordName>host-301.example.com.</NextRecordName><NextRecordType>A</NextRecordType>\
         <MaxItems>300</MaxItems></ListResourceRecordSetsResponse>"
    )
}
