/**
 * XMP packet that says how a picture came about (IPTC digital source type, 2022.1): made from photographs with the help of trained networks, or made by
 * them altogether. Free of control characters and of everything that the user named.
 */
export function syntheticXmp(photograph: boolean): string {
  const source = photograph ? 'compositeWithTrainedAlgorithmicMedia' : 'trainedAlgorithmicMedia';
  return '<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    + `<rdf:Description rdf:about="" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" Iptc4xmpExt:DigitalSourceType="http://cv.iptc.org/newscodes/digitalsourcetype/${source}"/>`
    + '</rdf:RDF></x:xmpmeta><?xpacket end="w"?>';
}
